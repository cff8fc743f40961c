import { expect, it } from "vitest";
import { finishedPath } from "../../../providers/supabase/paths.ts";

it("a finished file lies under its owner and its task, where the policies look for it", () => {
  const owner = "11111111-1111-4111-8111-111111111111";
  expect(finishedPath({ owner, taskId: "t1", name: "video.mp4" })).toBe(`videos/${owner}/t1/video.mp4`);
  expect(finishedPath({ owner: null, taskId: "t1", name: "video.mp4" })).toBe("videos/shared/t1/video.mp4");
});

it.each(["../t1", "..", "", "a/b", ".hidden", "a\nb"])("no task leaves its folder by the name %j", (taskId) => {
  expect(() => finishedPath({ owner: null, taskId, name: "video.mp4" })).toThrow("is no name for a file");
});
