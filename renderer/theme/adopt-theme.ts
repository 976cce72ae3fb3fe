import { convertCssVariables, DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from '@mantine/core';
import { theme } from './theme.ts';

/**
 * Puts Mantine's variables on the page as a constructed style sheet. Mantine would write them into a <style> element,
 * which the content security policy (style-src 'self') forbids.
 */
export function adoptTheme(page: Document): void {
  const variables = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${convertCssVariables(variables)} :root { --mantine-color-scheme: light; }`);
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
}
