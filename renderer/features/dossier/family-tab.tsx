import type { ReactElement } from 'react';
import type { StudentFileView } from '#shared/contract/dossier.ts';
import { SectionCard } from './section-card.tsx';

const roleNames = { guardian: '监护人', household_head: '户主' } as const;

export function FamilyTab({ file }: { readonly file: StudentFileView }): ReactElement {
  return (
    <SectionCard title="家庭成员" none="名册里没有家庭成员。导入带监护人的名册，或在“学生”页补登。" empty={file.members.length === 0}>
      <table className="plain">
        <thead><tr><th scope="col">姓名</th><th scope="col">关系</th><th scope="col">身份证件号</th><th scope="col">电话</th><th scope="col">身份</th></tr></thead>
        <tbody>
          {file.members.map((member, index) => (
            <tr key={`${member.name}-${index}`}>
              <td>{member.name}</td><td>{member.relation}</td><td>{member.idNumber || <span className="dim">未填</span>}</td>
              <td>{member.phone || <span className="dim">未填</span>}</td><td>{member.roles.map((role) => roleNames[role]).join('、')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </SectionCard>
  );
}
