import { Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { formatTermShort } from '#shared/domain/calendar/term.ts';
import type { StudentFileView } from '#shared/contract/dossier.ts';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { SectionCard } from './section-card.tsx';

export function IdentificationTab({ file }: { readonly file: StudentFileView }): ReactElement {
  return (
    <Stack gap="sm">
      <SectionCard title="特殊困难群体与依据" none="没有部门名单、证件或承诺书说明这名学生属于特殊困难群体。" empty={file.groups.length === 0}>
        <table className="plain">
          <thead><tr><th scope="col">学年</th><th scope="col">类别</th><th scope="col">依据</th><th scope="col">比对与确认</th></tr></thead>
          <tbody>
            {file.groups.map((group, index) => (
              <tr key={`${group.group}-${index}`}><td>{group.schoolYear}</td><td>{group.group}</td><td>{group.evidence}</td><td>{group.foundBy}</td></tr>
            ))}
          </tbody>
        </table>
      </SectionCard>
      <SectionCard title="认定决定" none="还没有认定。到“认定”页录入学校认定工作组的决定。" empty={file.determinations.length === 0}>
        <table className="plain">
          <thead>
            <tr><th scope="col">学年</th><th scope="col">途径</th><th scope="col">困难等级</th><th scope="col">认定机构</th><th scope="col">认定日期</th><th scope="col">起用学期</th><th scope="col">理由</th></tr>
          </thead>
          <tbody>
            {file.determinations.map((one, index) => (
              <tr key={index}>
                <td>{one.schoolYear}</td><td>{one.route}</td>
                <td>{one.grade} {one.superseded && <StatusTag>已被代替</StatusTag>}</td>
                <td>{one.body}</td><td>{one.decidedOn}</td><td>{one.effectiveTerm === null ? '' : formatTermShort(one.effectiveTerm)}</td><td>{one.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </SectionCard>
      <SectionCard title="家访" none="没有家访记录。" empty={file.visits.length === 0}>
        <table className="plain">
          <thead><tr><th scope="col">学年</th><th scope="col">日期</th><th scope="col">方式</th><th scope="col">用途</th><th scope="col">家访人</th><th scope="col">与申请</th><th scope="col">结论</th></tr></thead>
          <tbody>
            {file.visits.map((one) => (
              <tr key={`${one.visitedOn} ${one.way}`}><td>{one.schoolYear}</td><td>{one.visitedOn}</td><td>{one.way}</td><td>{one.purpose}</td><td>{one.visitors}</td><td>{one.consistent}</td><td>{one.verdict}</td></tr>
            ))}
          </tbody>
        </table>
      </SectionCard>
    </Stack>
  );
}
