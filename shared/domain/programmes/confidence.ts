/**
 * How well a rule or an amount is attested. Shown beside everything policy sets, because a wrong preset here
 * is a wrong payment to a poor family.
 */
export const CONFIDENCES = [
  'confirmed',
  'reported',
  'weakly_reported',
  'local',
  'local_weak',
  'not_known',
] as const;

export type Confidence = (typeof CONFIDENCES)[number];
