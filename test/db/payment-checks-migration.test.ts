import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDataKey } from '#main/db/key-file.ts';
import { migrations } from '#main/db/migrations/all.ts';
import { migrate } from '#main/db/migrate.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { temporaryFolder } from '#test/helpers/test-app.ts';

test('return rows of differing amounts become too little or too much, and wrong payments found before get their case; the money stays', () => {
  const database = openDatabase(join(temporaryFolder(), 'a.ydb'), createDataKey(), { create: true });
  const db = database.writer;
  migrate(db, migrations.filter(({ id }) => id < 240), () => undefined);
  db.raw.pragma('foreign_keys = OFF');
  db.raw.exec(`
    INSERT INTO school (id, name, code, stages_json, county, ownership, created_at) VALUES (1, '柳溪学校', '9999990001', '[]', '云岭县', 'public', 't');
    INSERT INTO account (id, login, display_name, role, active, created_at) VALUES (1, 'admin', '周敏', 'administrator', 1, 't');
    INSERT INTO student (id, school_id, name, name_key, stage, created_at, updated_at) VALUES (1, 1, '李明', '李明', 'primary', 't', 't');
    INSERT INTO entitlement (id, school_id, student_id, programme_key, term, amount_due_fen, rate_key, rule_key, trace_json, basis, notice_waived_reason, state, proposed_by, proposed_at, approved_by, approved_at)
      VALUES (1, 1, 1, 'yw.board', '2025-2026-1', 62500, 'r', 'r', '[]', 'b', 'x', 'approved', 1, 't', 1, 't');
    INSERT INTO payee_account (id, student_id, holder_name, holder_relation, account_no, valid_from, source, recorded_by, recorded_at) VALUES (1, 1, '李父', 'parent', '1', '2025-10-01', 'entered', 1, 't');
    INSERT INTO payment_batch (id, school_id, no, term, programme_key, programme_name, purpose, profile_json, line_count, sum_fen, account_tail, created_by, created_at)
      VALUES (1, 1, '2025-01', '2025-2026-1', 'yw.board', '补助', 'ordinary', '{}', 1, 62500, 1, 1, 't');
    INSERT INTO payment_line (id, batch_id, line_no, entitlement_id, student_id, payee_account_id, student_name, holder_name, holder_relation, account_no, amount_fen, state, paid_on)
      VALUES (1, 1, 1, 1, 1, 1, '李明', '李父', 'parent', '1', 62500, 'wrong', '2025-10-20');
    INSERT INTO payment_line_act (line_id, move, state_before, state_after, on_date, note, account_id, at) VALUES (1, 'find_wrong', 'paid', 'wrong', '2025-10-31', '打到同名家长', 1, 't');
    INSERT INTO return_line (id, return_file_id, row_no, bucket, payment_line_id, amount_fen, result, raw_json) VALUES
      (1, 1, 2, 'amount_differs', 1, 60000, 'paid', '[]'), (2, 1, 3, 'amount_differs', 1, 70000, 'paid', '[]'), (3, 1, 4, 'amount_differs', NULL, 70000, 'paid', '[]'), (4, 1, 5, 'repeated', 1, 62500, 'paid', '["原文"]');`);
  for (const { sql } of migrations.filter(({ id }) => id === 240)) db.raw.exec(sql);
  expect(db.all('SELECT id, bucket, amount_fen AS fen, raw_json AS raw FROM return_line ORDER BY id')).toEqual([
    { id: 1, bucket: 'partial', fen: 60_000, raw: '[]' }, { id: 2, bucket: 'over', fen: 70_000, raw: '[]' }, { id: 3, bucket: 'ambiguous', fen: 70_000, raw: '[]' }, { id: 4, bucket: 'repeated', fen: 62_500, raw: '["原文"]' },
  ]);
  expect(db.all('SELECT no, line_id AS line, cause, found_on AS foundOn, found_how AS how, amount_fen AS fen FROM recovery_case')).toEqual([
    { no: '2025-追01', line: 1, cause: 'other', foundOn: '2025-10-31', how: '打到同名家长', fen: 62_500 },
  ]);
  database.close();
});
