import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import { admin, staff } from '../api/desk';
import type { Account, ServiceKey } from '../api/types';
import { useDesk, useDeskState } from '../desk/use';
import { Avatar } from '../parts/Avatar';
import { When } from '../parts/Due';
import { Icon } from '../parts/icons';
import { ConfirmRemoval, EditAccount, EditProfile, Invite, Link, NewKey } from '../parts/dialogs/Accounts';
import { texts } from '../texts';

const words = texts.accounts;

export type AccountAsked =
  | { kind: 'invite' }
  | { kind: 'link'; account: Account; link: string }
  | { kind: 'edit' | 'profile'; account: Account }
  | { kind: 'remove'; what: string; text: string; does: () => Promise<boolean> }
  | { kind: 'key' }
  | { kind: 'secret'; name: string; secret: string };

/** Who may sign in, who is an agent, and which programs may call: enough to set a desk up from nothing. */
export function Accounts() {
  const desk = useDesk();
  const [accounts, setAccounts] = useState<Account[] | null>(null);
  const [keys, setKeys] = useState<ServiceKey[]>([]);
  const [asked, setAsked] = useState<AccountAsked | null>(null);
  const load = useCallback(async () => {
    const [users, all] = await Promise.all([admin.users(), admin.keys(), desk.loadStaff()]);
    if (users.ok) setAccounts([...users.value].sort((a, b) => a.name.localeCompare(b.name)));
    else desk.tellProblem(users.problem);
    if (all.ok) setKeys(all.value);
  }, [desk]);
  useEffect(() => void load(), [load]);
  const close = () => {
    setAsked(null);
    void load();
  };
  return (
    <main className="pane-whole accounts" id="main" tabIndex={0}>
      <header className="page-head">
        <div>
          <h1>{words.title}</h1>
          <p className="quiet">{words.intro}</p>
        </div>
        <Button appearance="primary" icon={<Icon name="plus" size={16} />} onClick={() => setAsked({ kind: 'invite' })}>
          {words.invite}
        </Button>
      </header>
      {accounts === null && <span className="bone bone-row" />}
      {accounts && accounts.length === 1 && <p className="hint">{words.firstSteps}</p>}
      <ul className="people">
        {accounts?.map((one) => (
          <Person key={one.id} account={one} ask={setAsked} reload={() => void load()} />
        ))}
      </ul>
      <header className="page-head">
        <div>
          <h2>{words.keys}</h2>
          <p className="quiet">{words.keysIntro}</p>
        </div>
        <Button icon={<Icon name="key" size={16} />} onClick={() => setAsked({ kind: 'key' })}>
          {words.newKey}
        </Button>
      </header>
      {keys.length === 0 ? (
        <p className="quiet">{words.noKeys}</p>
      ) : (
        <ul className="people">
          {keys.map((one) => (
            <li key={one.id} className="person">
              <Icon name="key" />
              <div className="person-words">
                <p className="person-name">{one.name}</p>
                <p className="quiet">
                  hdk_{one.id}_… · {one.scopes.map((scope) => words.scopes[scope] ?? scope).join(', ')} · {one.expires ? words.until : words.forever} {one.expires && <When at={one.expires} />}
                </p>
              </div>
              <Button size="small" onClick={() => setAsked({ kind: 'remove', what: words.removeKey, text: words.removeKeyText(one.name), does: () => removed(admin.removeKey(one.id)) })}>
                {words.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {asked?.kind === 'invite' && <Invite close={close} ask={setAsked} />}
      {asked?.kind === 'link' && <Link title={words.linkFor(asked.account.name)} text={words.linkText} secret={asked.link} close={close} />}
      {asked?.kind === 'secret' && <Link title={words.secretOf(asked.name)} text={words.secretText} secret={asked.secret} close={close} />}
      {asked?.kind === 'edit' && <EditAccount account={asked.account} close={close} />}
      {asked?.kind === 'profile' && <EditProfile account={asked.account} close={close} />}
      {asked?.kind === 'remove' && <ConfirmRemoval title={asked.what} text={asked.text} does={asked.does} close={close} />}
      {asked?.kind === 'key' && <NewKey close={close} ask={setAsked} />}
    </main>
  );

  async function removed(answer: ReturnType<typeof admin.removeKey>): Promise<boolean> {
    const given = await answer;
    if (!given.ok) desk.tellProblem(given.problem);
    return given.ok;
  }
}

function Person({ account, ask, reload }: { account: Account; ask: (asked: AccountAsked) => void; reload: () => void }) {
  const desk = useDesk();
  const agent = useDeskState((s) => s.agents.get(account.id));
  const works = account.roles.includes('agent') || account.roles.includes('lead');
  const invite = async () => {
    const answer = await admin.newLink(account.id);
    if (answer.ok) ask({ kind: 'link', account, link: answer.value.link });
    else desk.tellProblem(answer.problem);
  };
  const remove = async () => {
    if (agent) await staff.remove(account.id);
    const answer = await admin.remove(account.id);
    if (!answer.ok) desk.tellProblem(answer.problem);
    return answer.ok;
  };
  const toggle = async () => {
    const answer = await admin.change(account.id, { disabled: !account.disabled });
    if (answer.ok) desk.tell(account.disabled ? words.enabledNow(account.name) : words.disabledNow(account.name));
    else desk.tellProblem(answer.problem);
    reload();
  };
  return (
    <li className="person" data-disabled={account.disabled}>
      <Avatar name={account.name} size={36} presence={agent?.presence ?? null} />
      <div className="person-words">
        <p className="person-name">
          {account.name}
          {account.roles.map((role) => (
            <span key={role} className="tag">
              {words.roles[role]}
            </span>
          ))}
          {account.disabled && <span className="tag tag-draft">{words.disabled}</span>}
          {!account.hasPassword && <span className="tag tag-draft">{words.invited}</span>}
        </p>
        <p className="quiet">
          {account.email}
          {account.secondFactor ? ` · ${words.secondFactor}` : ''}
          {agent ? ` · ${words.profile(agent.tiers, agent.languages, agent.chats)}` : works ? ` · ${words.notEnrolled}` : ''}
        </p>
      </div>
      {works && !agent && (
        <Button size="small" appearance="primary" onClick={() => ask({ kind: 'profile', account })}>
          {words.enrol}
        </Button>
      )}
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button size="small" appearance="subtle" aria-label={words.more(account.name)}>
            ⋯
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => ask({ kind: 'edit', account })}>{words.edit}</MenuItem>
            {works && <MenuItem onClick={() => ask({ kind: 'profile', account })}>{agent ? words.editProfile : words.enrol}</MenuItem>}
            <MenuItem onClick={() => void invite()}>{account.hasPassword ? words.resetLink : words.newLink}</MenuItem>
            <MenuItem onClick={() => void toggle()}>{account.disabled ? words.enable : words.disable}</MenuItem>
            <MenuItem onClick={() => ask({ kind: 'remove', what: words.removeTitle(account.name), text: words.removeText, does: remove })}>{words.remove}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    </li>
  );
}
