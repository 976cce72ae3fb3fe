import type { RosterRow } from '#shared/contract/roster.ts';
import { formatSex } from '#shared/domain/identity/sex.ts';
import { formatBoardingMode } from '#shared/domain/roster/boarding-mode.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import { formatStudentStatus } from '#shared/domain/roster/student-status.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { idCheckTone, idCheckWords } from './data.ts';

export const rosterColumns: readonly DataColumn<RosterRow>[] = [
  { id: 'name', title: '姓名', value: ({ name }) => name, width: 124, frozen: true, total: 'count' },
  { id: 'className', title: '班级', kind: 'choice', value: ({ className }) => className || '没有编班', width: 116, tone: ({ classId }) => (classId === null ? 'warn' : undefined) },
  { id: 'sex', title: '性别', kind: 'choice', value: ({ sex }) => formatSex(sex) || '未知', width: 64 },
  { id: 'birthDate', title: '出生日期', kind: 'date', value: ({ birthDate }) => birthDate, width: 104 },
  {
    id: 'boarding', title: '就读方式', kind: 'choice', value: ({ boardingMode }) => formatBoardingMode(boardingMode) || '未知', width: 92,
    tone: ({ boardingMode, status }) => (boardingMode === 'unknown' && status === 'enrolled' ? 'warn' : undefined),
    total: (rows) => `住校 ${rows.filter(({ boardingMode }) => boardingMode === 'boarding').length}`,
  },
  {
    id: 'status', title: '状态', kind: 'choice', value: ({ status }) => formatStudentStatus(status), width: 80,
    cell: ({ status }) => (status === 'enrolled' ? '在读' : <StatusTag tone={status === 'suspended' ? 'warn' : 'plain'}>{formatStudentStatus(status)}</StatusTag>),
    total: (rows) => `在读 ${rows.filter(({ status }) => status === 'enrolled').length}`,
  },
  { id: 'idNumber', title: '身份证件号', value: ({ idNumberMasked }) => idNumberMasked, width: 172 },
  {
    id: 'idCheck', title: '号码检查', kind: 'choice', value: ({ idCheck }) => idCheckWords(idCheck), width: 96, tone: ({ idCheck }) => idCheckTone(idCheck),
  },
  { id: 'registryNo', title: '学籍号', value: ({ registryNoMasked }) => registryNoMasked, width: 172 },
  { id: 'guardian', title: '监护人', value: ({ guardianName }) => guardianName, width: 92 },
  { id: 'rollNo', title: '班内学号', value: ({ classRollNo }) => classRollNo, width: 80 },
  { id: 'studentNo', title: '校内学号', value: ({ schoolStudentNo }) => schoolStudentNo, width: 110 },
  { id: 'stage', title: '学段', kind: 'choice', value: ({ stage }) => formatStage(stage), width: 80 },
  { id: 'statusFrom', title: '状态日期', kind: 'date', value: ({ statusFrom }) => statusFrom, width: 104 },
];
