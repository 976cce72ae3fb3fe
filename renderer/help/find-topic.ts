import { applicationTopics } from './application-topics.ts';
import { archiveTopics } from './archive-topics.ts';
import { careTopics } from './care-topics.ts';
import { checkTopics } from './check-topics.ts';
import type { HelpTopic } from './help-topic.ts';
import { identificationTopics } from './identification-topics.ts';
import { letterTopics } from './letter-topics.ts';
import { moneyTopics } from './money-topics.ts';
import { rosterTopics } from './roster-topics.ts';
import { scoringTopics } from './scoring-topics.ts';
import { startTopics } from './start-topics.ts';

export const helpTopics: readonly HelpTopic[] = [
  ...startTopics.slice(0, 1),
  ...rosterTopics,
  ...letterTopics,
  ...applicationTopics,
  ...careTopics,
  ...scoringTopics,
  ...identificationTopics,
  ...moneyTopics,
  ...checkTopics,
  ...archiveTopics,
  ...startTopics.slice(1),
];

/** The topic of a page: the one whose address is the longest beginning of it. */
export function findTopic(page: string): HelpTopic | null {
  const matches = helpTopics.flatMap((topic) => topic.pages
    .filter((path) => path === page || (path !== '/' && page.startsWith(`${path}/`)))
    .map((path) => ({ topic, length: path.length })));
  return matches.toSorted((a, b) => b.length - a.length)[0]?.topic ?? null;
}

function textOf(topic: HelpTopic): string {
  const samples = (topic.samples ?? []).flatMap(({ name, note, head }) => [name, note, ...head]);
  return [topic.title, topic.purpose, ...topic.steps, ...topic.notes, ...samples].join('\n');
}

export function searchTopics(wanted: string): readonly HelpTopic[] {
  const words = wanted.trim().split(/\s+/).filter((word) => word !== '');
  return helpTopics.filter((topic) => words.every((word) => textOf(topic).includes(word)));
}
