import type { ReactElement } from 'react';
import { registerTexts } from '#shared/text/registers.ts';
import { RegisterFiles } from './register-files.tsx';

const lists = [
  { register: 'pupils_by_class', note: '一个班一张表，交给班主任核对、存档' },
  { register: 'pupils_by_year', note: '按年级合在一起，年级组用' },
  { register: 'pupils_by_grade', note: '从最困难到不困难' },
  { register: 'pupils_by_group', note: '低保、脱贫、残疾等每类一张；属于几类的每类各列一次' },
  { register: 'pupils_by_route', note: '个人申请、名单比对、免申即享确认分开' },
] as const;

/** The same pupils in every order an office asks for. */
export function ListsPanel(): ReactElement {
  return (
    <section className="card" aria-label="认定名册">
      <table className="plain" aria-label="认定名册">
        <thead><tr><th>名册</th><th>给谁用</th><th>打印或导出</th></tr></thead>
        <tbody>
          {lists.map(({ register, note }) => (
            <tr key={register}><td>{registerTexts[register]}</td><td className="dim">{note}</td><td><RegisterFiles register={register} what={registerTexts[register].replace(/^认定名册/, '')} /></td></tr>
          ))}
        </tbody>
      </table>
      <p className="dim small" style={{ padding: '0.3rem 0.75rem' }}>列有个案的学生：途径、特殊群体、困难等级、认定日期、状态和理由；不含身份证号和账号。</p>
    </section>
  );
}
