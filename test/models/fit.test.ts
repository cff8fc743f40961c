import { describe, expect, it } from "vitest";
import { chooseFit, isAlike } from "../../models/fit.ts";

const wide = { width: 1280, height: 720 };
const tall = { width: 720, height: 1280 };

describe("chooseFit", () => {
  it("cuts where most of the picture is still seen, and else shows it whole", () => {
    expect(chooseFit(null, { width: 1536, height: 1024 }, wide)).toBe("cover");
    expect(chooseFit(null, { width: 1080, height: 1000 }, wide)).toBe("cover");
    expect(chooseFit(null, { width: 1000, height: 1000 }, wide)).toBe("contain");
    expect(chooseFit(null, wide, tall)).toBe("contain");
    expect(chooseFit(null, tall, wide)).toBe("contain");
  });

  it("does as it is asked", () => {
    expect(chooseFit("cover", wide, tall)).toBe("cover");
    expect(chooseFit("contain", { width: 1536, height: 1024 }, wide)).toBe("contain");
  });

  it("fills the frame with a picture of nearly its shape, whatever is asked: nothing is lost", () => {
    expect(chooseFit("contain", { width: 1344, height: 768 }, wide)).toBe("cover");
    expect(isAlike({ width: 1344, height: 768 }, wide)).toBe(true);
    expect(isAlike({ width: 1536, height: 1024 }, wide)).toBe(false);
  });
});
