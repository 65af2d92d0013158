import { Menu, MenuDivider, MenuItem, MenuItemRadio, MenuList, MenuPopover, MenuTrigger, Tooltip } from '@fluentui/react-components';
import { useContext, type ReactNode } from 'react';
import type { Presence } from '../api/types';
import { chatsOf } from '../desk/rows';
import { useDesk, useDeskState } from '../desk/use';
import { go, pathOf, type Route } from '../pages/route';
import { texts } from '../texts';
import { choicesOfLook, LookContext } from '../theme/look';
import { useChoice } from '../theme/choices';
import { Avatar, PresenceDot } from './Avatar';
import type { Asked } from './Dialogs';
import { Icon, type IconName } from './icons';

const presences: Presence[] = ['available', 'busy', 'away', 'wrap-up', 'offline'];
export const sounds = ['on', 'off'] as const;

export function Rail({ route, ask, signOut }: { route: Route; ask: (asked: Asked) => void; signOut: () => Promise<void> }) {
  const desk = useDesk();
  const me = useDeskState((s) => s.me);
  const agent = useDeskState((s) => s.agent);
  return (
    <nav className="rail" aria-label={texts.rail.label}>
      <PersonMenu ask={ask} signOut={signOut} />
      <Place icon="chats" label={texts.rail.desk} to={{ view: 'desk', ticket: null }} at={route.view === 'desk'} badge={<ChatCount />} />
      {desk.seesAll && <Place icon="wall" label={texts.rail.wall} to={{ view: 'wall' }} at={route.view === 'wall'} />}
      {me.roles.includes('admin') && <Place icon="people" label={texts.rail.accounts} to={{ view: 'accounts' }} at={route.view === 'accounts'} />}
      <span className="rail-space" />
      {agent && <RailButton icon="plus" label={texts.rail.open} onClick={() => ask({ kind: 'open' })} />}
      <RailButton icon="search" label={texts.rail.palette} onClick={() => ask({ kind: 'palette' })} />
      <RailButton icon="keyboard" label={texts.rail.keys} onClick={() => ask({ kind: 'keys' })} />
    </nav>
  );
}

function Place({ icon, label, to, at, badge }: { icon: IconName; label: string; to: Route; at: boolean; badge?: ReactNode }) {
  return (
    <Tooltip content={label} relationship="label" positioning="after">
      <a
        className="rail-place"
        href={pathOf(to)}
        aria-current={at ? 'page' : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          go(to);
        }}
      >
        <Icon name={icon} />
        {badge}
      </a>
    </Tooltip>
  );
}

function RailButton({ icon, label, onClick }: { icon: IconName; label: string; onClick: () => void }) {
  return (
    <Tooltip content={label} relationship="label" positioning="after">
      <button type="button" className="rail-place" onClick={onClick}>
        <Icon name={icon} />
      </button>
    </Tooltip>
  );
}

function ChatCount() {
  const me = useDeskState((s) => s.me.id);
  const tickets = useDeskState((s) => s.tickets);
  const waiting = chatsOf(tickets.values(), me).filter((one) => one.awaitingReplySince && one.status === 'assigned').length;
  return waiting > 0 ? <span className="rail-count">{waiting}</span> : null;
}

function PersonMenu({ ask, signOut }: { ask: (asked: Asked) => void; signOut: () => Promise<void> }) {
  const desk = useDesk();
  const me = useDeskState((s) => s.me);
  const agent = useDeskState((s) => s.agent);
  const { choice, setChoice } = useContext(LookContext);
  const [sound, setSound] = useChoice('helpdesk.sound', sounds, 'on');
  const words = texts.me;
  const checked = { presence: agent ? [agent.presence] : [], look: [choice], sound: [sound] };
  const change = (name: string, items: string[]) => {
    const value = items[0] ?? '';
    if (name === 'presence') void desk.setPresence(value as Presence);
    else if (name === 'look') setChoice(choicesOfLook.find((one) => one === value) ?? 'system');
    else setSound(value === 'off' ? 'off' : 'on');
  };
  return (
    <Menu checkedValues={checked} onCheckedValueChange={(_, data) => change(data.name, data.checkedItems)}>
      <MenuTrigger disableButtonEnhancement>
        <button type="button" className="rail-me" aria-label={agent ? words.menuAs(me.name, texts.presence[agent.presence]) : words.menu(me.name)}>
          <Avatar name={me.name} size={36} presence={agent?.presence ?? null} />
        </button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <div className="me-head" role="presentation">
            <strong>{me.name}</strong>
            <span>{me.email}</span>
          </div>
          {agent && <MenuDivider />}
          {agent &&
            presences.map((presence) => (
              <MenuItemRadio key={presence} name="presence" value={presence} icon={<PresenceDot presence={presence} />}>
                {texts.presence[presence]}
              </MenuItemRadio>
            ))}
          <MenuDivider />
          <Menu checkedValues={checked} onCheckedValueChange={(_, data) => change(data.name, data.checkedItems)}>
            <MenuTrigger disableButtonEnhancement>
              <MenuItem>{words.look}</MenuItem>
            </MenuTrigger>
            <MenuPopover>
              <MenuList>
                {choicesOfLook.map((one) => (
                  <MenuItemRadio key={one} name="look" value={one}>
                    {words.looks[one]}
                  </MenuItemRadio>
                ))}
              </MenuList>
            </MenuPopover>
          </Menu>
          <MenuItem onClick={() => setSound(sound === 'on' ? 'off' : 'on')} icon={<Icon name={sound === 'on' ? 'sound' : 'mute'} />}>
            {sound === 'on' ? words.soundOn : words.soundOff}
          </MenuItem>
          <MenuItem onClick={() => ask({ kind: 'password' })}>{words.password}</MenuItem>
          <MenuItem onClick={() => ask({ kind: 'second-factor' })}>{me.secondFactor ? words.secondFactorOn : words.secondFactor}</MenuItem>
          <MenuDivider />
          <MenuItem icon={<Icon name="door" />} onClick={() => void signOut()}>
            {words.signOut}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
