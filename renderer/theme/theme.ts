import { createTheme } from '@mantine/core';
import type { MantineColorsTuple } from '@mantine/core';

const brand: MantineColorsTuple = [
  '#e6f2ef', '#cfe6e0', '#a3cfc4', '#74b6a7', '#4c9f8d', '#33897a', '#1c6e5e', '#185f51', '#124c41', '#0b3830',
];
const dim: MantineColorsTuple = [
  '#f6f7f8', '#eef1f3', '#e3e7eb', '#cdd4da', '#adb7c0', '#8a96a1', '#5f6b77', '#4c5763', '#333d48', '#1f2933',
];
/** Dark enough to be read as small text (WCAG AA). */
const red: MantineColorsTuple = [
  '#fdecea', '#fbd9d5', '#f5b3ac', '#ec857a', '#dd5b4e', '#c93a2c', '#b42318', '#961c13', '#78160f', '#5a100b',
];

export const fontFamily = '"Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "Yidang Sans SC", sans-serif';

/** No component may write a <style> element (the content security policy has no 'unsafe-inline'), hence no scroll lock. */
const still = { transitionProps: { duration: 0 } };
const overlay = { ...still, lockScroll: false, closeButtonProps: { 'aria-label': '关闭' } };

export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: 6,
  colors: { brand, red, gray: dim },
  black: '#1f2933',
  fontFamily,
  fontFamilyMonospace: 'Consolas, "Sarasa Mono SC", "Noto Sans Mono CJK SC", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '0.9375rem', xl: '1.125rem' },
  spacing: { xs: '0.375rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.25rem' },
  radius: { xs: '0.25rem', sm: '0.375rem', md: '0.5rem' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: { fontFamily, sizes: { h1: { fontSize: '1.125rem' }, h2: { fontSize: '0.9375rem' }, h3: { fontSize: '0.875rem' } } },
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { size: 'md' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm', visibilityToggleButtonProps: { 'aria-label': '显示或隐藏密码' } } },
    NumberInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', nothingFoundMessage: '没有这一项', comboboxProps: still } },
    MultiSelect: { defaultProps: { size: 'sm', nothingFoundMessage: '没有这一项', comboboxProps: still } },
    Textarea: { defaultProps: { size: 'sm' } },
    Modal: { defaultProps: { ...overlay, centered: true } },
    Drawer: { defaultProps: { ...overlay, position: 'right' } },
    Popover: { defaultProps: still },
    Menu: { defaultProps: still },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 0 } } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': '关闭' } } },
    Alert: { defaultProps: { closeButtonLabel: '关闭' } },
  },
});
