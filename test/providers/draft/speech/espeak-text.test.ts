import { expect, it } from "vitest";
import { espeakText } from "../../../../providers/draft/speech/espeak-text.ts";

const given = (text: string, language: string) => espeakText(text, language).replace(/\s+/g, " ").trim();

it.each([
  ["de", "Der Fuchs <b>lief</b> { davon } & C:\\temp [[und]]", "Der Fuchs lief davon & C: temp und"],
  ["ko", "고양이(猫)가 왔다", "고양이( )가 왔다"],
  ["ru", "Кот ねこ 猫", "Кот"],
  ["cmn-latn-pinyin", "小猫在海边", "小猫在海边"],
  ["yue", "小貓", "小貓"],
  ["ja", "ねこ ネコ", "ねこ ネコ"],
])("a voice of %s that shall say %j is given %j", (language, text, spoken) => {
  expect(given(text, language)).toBe(spoken);
});

it.each([
  ["ja", "猫は月を見上げました。"],
  ["ja", "大きなねこ"],
  ["de", "猫"],
  ["de", "<b> { } …"],
])("a voice of %s refuses %j", (language, text) => {
  expect(() => espeakText(text, language)).toThrow(
    expect.objectContaining({ code: "vendor_failed", retryable: false }),
  );
});
