import { expect, it } from "vitest";
import { endpointOf } from "../../../providers/supabase/resumable.ts";

it.each([
  ["https://abcdefgh.supabase.co", "https://abcdefgh.storage.supabase.co/storage/v1/upload/resumable"],
  ["http://127.0.0.1:54321", "http://127.0.0.1:54321/storage/v1/upload/resumable"],
  ["https://films.example/supabase/", "https://films.example/supabase/storage/v1/upload/resumable"],
])("big files of the project at %s go to %s", (url, endpoint) => {
  expect(endpointOf(url)).toBe(endpoint);
});
