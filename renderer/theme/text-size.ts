const key = 'yidang.large-text';

/** 大字: a preference of this machine, not of the archive. */
export function isLargeText(): boolean {
  return localStorage.getItem(key) === 'yes';
}

export function setLargeText(large: boolean): void {
  localStorage.setItem(key, large ? 'yes' : 'no');
  applyTextSize();
}

export function applyTextSize(): void {
  document.documentElement.dataset['largeText'] = isLargeText() ? 'yes' : 'no';
}
