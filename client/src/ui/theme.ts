import { type CSSVariablesResolver, createTheme } from '@mantine/core';

/** The product's look on Mantine's parts: one accent, small radii, Inter with tabular figures. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: 7,
  colors: {
    accent: [
      '#eaf4fc',
      '#d3e7f7',
      '#a8d0ef',
      '#7cc0f4',
      '#58aef0',
      '#3a94da',
      '#1f7cc4',
      '#0b66b0',
      '#085693',
      '#064677',
    ],
  },
  fontFamily:
    "'Inter Variable', Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  fontFamilyMonospace:
    "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm', fw: 550 } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Popover: { defaultProps: { transitionProps: { duration: 80 } } },
  },
});

const shared = {
  '--mantine-color-body': 'var(--bw-page)',
  '--mantine-color-text': 'var(--bw-ink)',
  '--mantine-color-dimmed': 'var(--bw-ink-3)',
  '--mantine-color-default': 'var(--bw-surface)',
  '--mantine-color-default-hover': 'var(--bw-hover)',
  '--mantine-color-default-color': 'var(--bw-ink)',
  '--mantine-color-default-border': 'var(--bw-line-strong)',
  '--mantine-color-placeholder': 'var(--bw-ink-3)',
  '--mantine-color-error': 'var(--bw-bad)',
};

/** Lays the product's tokens over Mantine's variables, so that both speak the same greys. */
export const resolveCssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: shared,
  dark: shared,
});
