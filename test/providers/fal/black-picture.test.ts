import { expect, it } from "vitest";
import { isBlackPng } from "../../../providers/fal/black-picture.ts";
import { paintedPng } from "../../vendors/pictures.ts";

it("a picture that is black all over is told, whatever its size", () => {
  expect(isBlackPng(paintedPng(1280, 720, [0, 0, 0]), "image/png")).toBe(true);
  expect(isBlackPng(paintedPng(1, 1, [0, 0, 0]), "image/png")).toBe(true);
});

it("the darkest grey is not black", () => {
  expect(isBlackPng(paintedPng(1280, 720, [0, 0, 1]), "image/png")).toBe(false);
});

it("a file that is broken, or no PNG, is not called black", () => {
  const black = paintedPng(64, 64, [0, 0, 0]);
  expect(isBlackPng(black.subarray(0, 60), "image/png")).toBe(false);
  expect(isBlackPng(black.subarray(0, 20), "image/png")).toBe(false);
  expect(isBlackPng(black, "image/jpeg")).toBe(false);
});
