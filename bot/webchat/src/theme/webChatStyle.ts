// Every colour is one of Fluent's tokens, so that a change of theme reaches Web Chat and its cards without drawing them again.
const token = (name: string) => `var(--${name})`;

export const FONT = "'Segoe UI', system-ui, -apple-system, sans-serif";
/** Web Chat fails a message for good after five minutes; until shortly before, it is waiting, not failed. */
const SEND_TIMEOUT_MS = 290_000;

/** Web Chat's styleOptions. `narrow`: there is no room for an avatar beside each bubble. */
export function webChatStyle(initials: string, narrow: boolean) {
  return {
    accent: token('colorBrandForeground1'),
    backgroundColor: 'transparent',
    primaryFont: FONT,
    subtle: token('colorNeutralForeground2'),
    timestampColor: token('colorNeutralForeground2'),
    timestampFormat: 'relative' as const,
    groupTimestamp: 60_000,
    sendTimeout: SEND_TIMEOUT_MS,
    sendTimeoutForAttachments: SEND_TIMEOUT_MS,

    botAvatarInitials: narrow ? undefined : initials,
    botAvatarBackgroundColor: token('colorBrandBackground'),
    avatarSize: 32,
    showAvatarInGroup: 'status' as const,

    bubbleBackground: token('colorNeutralBackground1'),
    bubbleBorderColor: token('colorNeutralStroke2'),
    bubbleBorderRadius: 8,
    bubbleTextColor: token('colorNeutralForeground1'),
    bubbleMaxWidth: 560,
    bubbleMinWidth: 0,
    bubbleMinHeight: 36,
    bubbleFromUserBackground: token('colorBrandBackground2'),
    bubbleFromUserBorderColor: 'transparent',
    bubbleFromUserBorderRadius: 8,
    bubbleFromUserTextColor: token('colorNeutralForeground1'),
    messageActivityWordBreak: 'break-word' as const,
    paddingRegular: 12,
    paddingWide: 16,

    hideUploadButton: false,
    sendAttachmentOn: 'send' as const,
    sendBoxBackground: token('colorNeutralBackground1'),
    sendBoxTextColor: token('colorNeutralForeground1'),
    sendBoxPlaceholderColor: token('colorNeutralForeground2'),
    sendBoxBorderTop: 'none',
    sendBoxButtonColor: token('colorNeutralForeground2'),
    sendBoxButtonColorOnHover: token('colorBrandForeground1'),
    sendBoxButtonColorOnDisabled: token('colorNeutralForegroundDisabled'),
    sendBoxButtonShadeColor: 'transparent',
    sendBoxButtonShadeColorOnHover: token('colorNeutralBackground1Hover'),
    sendBoxButtonShadeColorOnActive: token('colorNeutralBackground1Pressed'),
    sendBoxButtonShadeColorOnDisabled: 'transparent',
    sendBoxButtonShadeBorderRadius: 6,
    sendBoxButtonKeyboardFocusIndicatorBorderColor: token('colorStrokeFocus2'),
    sendBoxButtonKeyboardFocusIndicatorBorderRadius: 6,
    sendBoxButtonKeyboardFocusIndicatorBorderWidth: 2,
    sendBoxButtonKeyboardFocusIndicatorInset: 2,
    sendBoxHeight: 44,
    sendBoxMaxHeight: 160,
    sendBoxTextWrap: true,
    sendBoxButtonAlignment: 'bottom' as const,

    suggestedActionLayout: 'flow' as const,
    suggestedActionBackgroundColor: token('colorNeutralBackground1'),
    suggestedActionBackgroundColorOnHover: token('colorNeutralBackground1Hover'),
    suggestedActionBackgroundColorOnActive: token('colorNeutralBackground1Pressed'),
    suggestedActionBorderColor: token('colorNeutralStroke1'),
    suggestedActionBorderRadius: 16,
    suggestedActionBorderWidth: 1,
    suggestedActionHeight: 32,
    suggestedActionTextColor: token('colorBrandForeground1'),
    suggestedActionKeyboardFocusIndicatorBorderColor: token('colorStrokeFocus2'),
    suggestedActionKeyboardFocusIndicatorBorderRadius: 16,
    suggestedActionKeyboardFocusIndicatorBorderStyle: 'solid',
    suggestedActionKeyboardFocusIndicatorBorderWidth: 2,

    // The banner above says it, with what becomes of the messages.
    hideToaster: true,
    notificationText: token('colorNeutralForeground2'),
    failedConnectivity: token('colorStatusDangerForeground1'),
    slowConnectivity: token('colorStatusWarningForeground3'),
    transcriptVisualKeyboardIndicatorColor: token('colorStrokeFocus2'),
    transcriptActivityVisualKeyboardIndicatorColor: token('colorStrokeFocus2'),
    transcriptOverlayButtonBackground: token('colorNeutralBackgroundInverted'),
    transcriptOverlayButtonBackgroundOnHover: token('colorNeutralBackgroundInverted'),
    transcriptOverlayButtonBackgroundOnFocus: token('colorNeutralBackgroundInverted'),
    transcriptOverlayButtonColor: token('colorNeutralForegroundInverted'),
    cardEmphasisBackgroundColor: token('colorNeutralBackground3'),
    cardPushButtonBackgroundColor: token('colorNeutralBackground1Selected'),
    cardPushButtonTextColor: token('colorNeutralForeground1'),
    richCardWrapTitle: true,
    markdownRenderHTML: false,
  };
}

const shades = { default: token('colorNeutralForeground1'), subtle: token('colorNeutralForeground2') };
const shade = (name: string) => ({ default: token(name), subtle: token(name) });
const foregroundColors = {
  default: shades,
  dark: shades,
  light: shades,
  accent: shade('colorBrandForeground1'),
  good: shade('colorStatusSuccessForeground1'),
  warning: shade('colorStatusWarningForeground3'),
  attention: shade('colorStatusDangerForeground1'),
};

/** The Adaptive Cards host config: Teams' spacing and type ramp. */
export const cardHostConfig = {
  supportsInteractivity: true,
  fontFamily: FONT,
  fontSizes: { small: 12, default: 14, medium: 16, large: 20, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  lineHeights: { small: 16, default: 20, medium: 22, large: 28, extraLarge: 32 },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: token('colorNeutralStroke2') },
  imageSizes: { small: 40, medium: 80, large: 160 },
  containerStyles: {
    default: { backgroundColor: 'transparent', foregroundColors },
    emphasis: { backgroundColor: token('colorNeutralBackground3'), foregroundColors },
  },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    showCard: { actionMode: 'inline', inlineTopMargin: 12 },
  },
  // Below the desk's name, which is the page's one heading of the first level.
  textBlock: { headingLevel: 2 },
  adaptiveCard: { allowCustomStyle: false },
};
