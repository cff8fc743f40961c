import { expect, it } from "vitest";
import { finishedPath, userOf } from "../../../providers/supabase/paths.ts";

it("a finished file lies under its owner and its task, where the policies look for it", () => {
  const user = "11111111-1111-4111-8111-11111111111a";
  const owner = `user:${user}`;
  expect(finishedPath({ owner, taskId: "t1", name: "video.mp4" })).toBe(`videos/${user}/t1/video.mp4`);
  expect(finishedPath({ owner: owner.toUpperCase().replace("USER", "user"), taskId: "t1", name: "video.mp4" })).toBe(
    `videos/${user}/t1/video.mp4`,
  );
  expect(finishedPath({ owner: null, taskId: "t1", name: "video.mp4" })).toBe("videos/shared/t1/video.mp4");
});

it.each(["../t1", "..", "", "a/b", ".hidden", "a\nb"])("no task leaves its folder by the name %j", (taskId) => {
  expect(() => finishedPath({ owner: null, taskId, name: "video.mp4" })).toThrow("is no name for a file");
});

it.each([
  "key:shop",
  `key:user:${"1".repeat(8)}`,
  "user:",
  "user:anna",
  "user:../shared",
  "11111111-1111-4111-8111-111111111111",
])("%j is no user of the project: its files are nobody's", (owner) => {
  expect(userOf(owner)).toBeNull();
  expect(finishedPath({ owner, taskId: "t1", name: "video.mp4" })).toBe("videos/shared/t1/video.mp4");
});
