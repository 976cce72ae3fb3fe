import type { ReturnWords } from '#shared/domain/reconciliation/return-words.ts';
import { defaultReturnWords } from '#shared/domain/reconciliation/return-words.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import { listSettings, setSetting } from '#main/db/repositories/setting.ts';

const wordsKey = 'return.words';

/** The school's own table of a bank's words; until it edits one, the shipped one. */
export function returnWordsOf(db: ReadableDb, schoolId: number): ReturnWords {
  return (listSettings(db, schoolId)[wordsKey] as ReturnWords | undefined) ?? defaultReturnWords;
}

export function setReturnWords(db: WritableDb, schoolId: number, words: ReturnWords): void {
  setSetting(db, schoolId, wordsKey, words);
}
