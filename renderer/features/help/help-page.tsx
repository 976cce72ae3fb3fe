import { TextInput } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { findTopic, helpTopics, searchTopics } from '#renderer/help/find-topic.ts';
import type { FileSample, HelpTopic } from '#renderer/help/help-topic.ts';
import { terms } from '#renderer/help/terms.ts';
import classes from './help-page.module.css';

function SampleTable({ sample }: { readonly sample: FileSample }): ReactElement {
  return (
    <figure className={classes['sample']}>
      <figcaption><b>{sample.name}</b>　<span className="dim">{sample.note}</span></figcaption>
      <div className={`card ${classes['scroll']}`} tabIndex={0} role="region" aria-label={sample.name}>
        <table className="plain">
          <thead><tr>{sample.head.map((title) => <th key={title}>{title}</th>)}</tr></thead>
          <tbody>{sample.rows.map((row) => <tr key={row.join()}>{row.map((cell, index) => <td key={index}>{cell}</td>)}</tr>)}</tbody>
        </table>
      </div>
    </figure>
  );
}

function Topic({ topic }: { readonly topic: HelpTopic }): ReactElement {
  return (
    <article className={`card ${classes['topic']}`} aria-label={topic.title}>
      <h2>{topic.title}</h2>
      <p>{topic.purpose}</p>
      <h3>怎么做</h3>
      <ol>{topic.steps.map((step) => <li key={step}>{step}</li>)}</ol>
      <h3>要知道的</h3>
      <ul>{topic.notes.map((note) => <li key={note}>{note}</li>)}</ul>
      {topic.samples !== undefined && (
        <>
          <h3>文件长什么样</h3>
          {topic.samples.map((sample) => <SampleTable key={sample.name} sample={sample} />)}
        </>
      )}
    </article>
  );
}

function Terms(): ReactElement {
  return (
    <article className={`card ${classes['topic']}`} aria-label="词语">
      <h2>词语</h2>
      <dl className={classes['terms']}>
        {terms.map(([term, meaning]) => <div key={term}><dt>{term}</dt><dd>{meaning}</dd></div>)}
      </dl>
    </article>
  );
}

function Keys(): ReactElement {
  return (
    <article className={`card ${classes['topic']}`} aria-label="键盘">
      <h2>键盘</h2>
      <ul>
        <li><kbd>F1</kbd> 看这一页的帮助　<kbd>Ctrl K</kbd> 找学生、班级、页面　<kbd>Tab</kbd> 到下一个能操作的地方</li>
        <li>表格里：<kbd>↑↓←→</kbd> 移动　<kbd>Enter</kbd> 打开　<kbd>空格</kbd> 勾选　<kbd>Shift</kbd> 连选　<kbd>Ctrl A</kbd> 全选　<kbd>Ctrl C</kbd> 复制到 Excel</li>
        <li>筛选里：金额和数字可以写 <code>&gt;=500</code>、<code>1..9</code>；文字写一部分就行</li>
        <li>日期可以写 2025-9-5、20250905、2025年9月5日；<kbd>↑↓</kbd> 加减一天</li>
      </ul>
    </article>
  );
}

const route = getRouteApi('/archive/help');

export function HelpPage(): ReactElement {
  const { page } = route.useSearch();
  const [wanted, setWanted] = useState('');
  const searched = wanted.trim() === '' ? null : searchTopics(wanted);
  const chosen = page === 'terms' || page === 'keys' ? null : findTopic(page ?? '/') ?? helpTopics[0] ?? null;
  return (
    <>
      <PageHeader title="帮助" subtitle="全部在程序里，不用上网" />
      <div className={classes['help']}>
        <nav className={classes['contents']} aria-label="帮助目录">
          <TextInput label="在帮助里找" value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} mb="sm" />
          {(searched ?? helpTopics).map((topic) => (
            <Link
              key={topic.id} to="/help" search={{ page: topic.pages[0] ?? '/' }} onClick={() => setWanted('')}
              className={classes['entry']} data-here={searched === null && topic.id === chosen?.id}
            >
              {topic.title}
            </Link>
          ))}
          <Link to="/help" search={{ page: 'terms' }} className={classes['entry']} data-here={searched === null && page === 'terms'}>词语</Link>
          <Link to="/help" search={{ page: 'keys' }} className={classes['entry']} data-here={searched === null && page === 'keys'}>键盘</Link>
        </nav>
        <div className={classes['topics']}>
          {searched !== null && searched.length === 0 && <p className="dim">帮助里没有“{wanted}”。换个词试试，或看“词语”。</p>}
          {searched !== null && searched.map((topic) => <Topic key={topic.id} topic={topic} />)}
          {searched === null && page === 'terms' && <Terms />}
          {searched === null && page === 'keys' && <Keys />}
          {searched === null && chosen !== null && <Topic topic={chosen} />}
        </div>
      </div>
    </>
  );
}
