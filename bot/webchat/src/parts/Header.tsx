import { Avatar, Button, Menu, MenuDivider, MenuGroup, MenuGroupHeader, MenuItem, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import type { Connection } from '../connection/state';
import { texts } from '../texts';
import { choices, textSizes, type TextSize } from '../theme/choices';
import type { Choice } from '../theme/theme';
import { AboutIcon, DownloadIcon, MoreIcon, NewTalkIcon } from './icons';

export interface HeaderProps {
  readonly desk: string;
  readonly answering: string | undefined;
  readonly connection: Connection;
  readonly choice: Choice;
  readonly textSize: TextSize;
  readonly onChoice: (choice: Choice) => void;
  readonly onTextSize: (size: TextSize) => void;
  readonly onNewTalk: () => void;
  readonly onDownload: () => void;
  readonly onAbout: () => void;
}

export function Header(props: HeaderProps) {
  const { phase } = props.connection;
  return (
    <header className="head">
      <Avatar name={props.desk} initials={initialsOf(props.desk)} size={36} className="head-mark" aria-hidden="true" />
      <div className="head-words">
        <h1 className="head-name">{props.desk}</h1>
        <p className="head-state" role="status">
          <span className={`dot dot-${phase}`} aria-hidden="true" />
          {texts.answering(props.answering || texts.assistant, texts.state[phase])}
        </p>
      </div>
      <MoreMenu {...props} />
    </header>
  );
}

function MoreMenu(props: HeaderProps) {
  const checked = { theme: [props.choice], size: [props.textSize] };
  return (
    <Menu
      // In the header's own landmark, not at the end of the document.
      inline
      checkedValues={checked}
      onCheckedValueChange={(_, { name, checkedItems }) => (name === 'theme' ? props.onChoice(checkedItems[0] as Choice) : props.onTextSize(checkedItems[0] as TextSize))}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<MoreIcon />} aria-label={texts.menu.open} title={texts.menu.open} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem icon={<NewTalkIcon />} disabled={props.connection.phase !== 'online'} onClick={props.onNewTalk}>
            {texts.menu.newTalk}
          </MenuItem>
          <MenuItem icon={<DownloadIcon />} onClick={props.onDownload}>
            {texts.menu.download}
          </MenuItem>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{texts.menu.theme}</MenuGroupHeader>
            {choices.map((choice) => (
              <MenuItemRadio key={choice} name="theme" value={choice}>
                {texts.menu.themes[choice]}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuGroup>
            <MenuGroupHeader>{texts.menu.textSize}</MenuGroupHeader>
            {textSizes.map((size) => (
              <MenuItemRadio key={size} name="size" value={size}>
                {texts.menu.textSizes[size]}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuItem icon={<AboutIcon />} onClick={props.onAbout}>
            {texts.menu.about}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** "IT Help" -> "IT", "Service Desk" -> "SD". */
export function initialsOf(desk: string): string {
  const words = desk.trim().split(/\s+/);
  const first = words[0] ?? '';
  return first.length <= 2 && first === first.toUpperCase() ? first : words.map((word) => word[0] ?? '').join('').slice(0, 2).toUpperCase();
}
