import { Button, Checkbox, Field, Input, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { admin, staff, type Profile } from '../../api/desk';
import type { Account, Role } from '../../api/types';
import { useDesk, useDeskState } from '../../desk/use';
import type { AccountAsked } from '../../pages/Accounts';
import { texts } from '../../texts';
import { Ask, Show } from '../Dialogs';
import { Icon } from '../icons';

const words = texts.accounts;
const roles: Role[] = ['agent', 'lead', 'author', 'admin', 'auditor'];
const scopes = ['handoffs', 'tickets.read', 'tickets.write', 'feed', 'webhooks'];

function Roles({ chosen, set }: { chosen: Role[]; set: (roles: Role[]) => void }) {
  return (
    <fieldset>
      <legend>{words.rolesLabel}</legend>
      {roles.map((role) => (
        <Checkbox key={role} checked={chosen.includes(role)} label={`${words.roles[role]}: ${words.roleMeans[role]}`} onChange={(_, data) => set(data.checked === true ? [...chosen, role] : chosen.filter((one) => one !== role))} />
      ))}
    </fieldset>
  );
}

interface Work {
  tiers: number[];
  languages: string[];
  skills: { skill: string; level: number }[];
  chats: string;
}

/** What routing asks of an agent. */
function ProfileFields({ work, set }: { work: Work; set: (work: Work) => void }) {
  const policy = useDeskState((s) => s.policy);
  const free = policy?.skills.filter((one) => !work.skills.some((has) => has.skill === one.id)) ?? [];
  const toggle = <T,>(list: T[], one: T, on: boolean) => (on ? [...list, one] : list.filter((other) => other !== one));
  return (
    <>
      <fieldset>
        <legend>{words.tiers}</legend>
        {[1, 2, 3].map((tier) => (
          <Checkbox key={tier} checked={work.tiers.includes(tier)} label={texts.tierLong(tier)} onChange={(_, data) => set({ ...work, tiers: toggle(work.tiers, tier, data.checked === true).sort() })} />
        ))}
      </fieldset>
      <fieldset>
        <legend>{words.languages}</legend>
        {(policy?.languages ?? []).map((language) => (
          <Checkbox key={language} checked={work.languages.includes(language)} label={language.toUpperCase()} onChange={(_, data) => set({ ...work, languages: toggle(work.languages, language, data.checked === true) })} />
        ))}
      </fieldset>
      <fieldset>
        <legend>{words.skills}</legend>
        <ul className="skills">
          {work.skills.map((has) => (
            <li key={has.skill}>
              <span>{policy?.skills.find((one) => one.id === has.skill)?.title ?? has.skill}</span>
              <Select size="small" aria-label={words.level} value={String(has.level)} onChange={(_, data) => set({ ...work, skills: work.skills.map((one) => (one.skill === has.skill ? { ...one, level: Number(data.value) } : one)) })}>
                {[1, 2, 3, 4, 5].map((level) => (
                  <option key={level}>{level}</option>
                ))}
              </Select>
              <Button size="small" appearance="subtle" icon={<Icon name="close" size={14} />} aria-label={words.removeSkill} onClick={() => set({ ...work, skills: work.skills.filter((one) => one.skill !== has.skill) })} />
            </li>
          ))}
        </ul>
        <Select size="small" aria-label={words.addSkill} value="" onChange={(_, data) => data.value && set({ ...work, skills: [...work.skills, { skill: data.value, level: 3 }] })}>
          <option value="">{words.addSkill}</option>
          {free.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </Select>
      </fieldset>
      <Field label={words.chats} hint={words.chatsHint}>
        <Input type="number" min={0} max={100} value={work.chats} onChange={(_, data) => set({ ...work, chats: data.value })} />
      </Field>
    </>
  );
}

function profileOf(name: string, email: string, work: Work): Profile {
  return { name, email, tiers: work.tiers, languages: work.languages, skills: work.skills, chats: work.chats === '' ? null : Number(work.chats), tickets: null };
}

const works = (chosen: Role[]) => chosen.includes('agent') || chosen.includes('lead');

export function Invite({ close, ask }: { close: () => void; ask: (asked: AccountAsked) => void }) {
  const desk = useDesk();
  const policy = useDeskState((s) => s.policy);
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<Role[]>(['agent']);
  const [work, setWork] = useState<Work>({ tiers: [1], languages: policy?.languages.slice(0, 1) ?? ['en'], skills: [], chats: '' });
  const submit = async () => {
    const answer = await admin.invite(email.trim(), name.trim(), chosen);
    if (!answer.ok) return desk.tellProblem(answer.problem), false;
    const { account, link } = answer.value;
    if (works(chosen)) {
      const enrolled = await staff.enrol(account.id, profileOf(account.name, account.email, work));
      if (!enrolled.ok) desk.tellProblem(enrolled.problem);
    }
    // The frame closes after this; the link has to be seen after it.
    setTimeout(() => ask({ kind: 'link', account, link }));
    return true;
  };
  return (
    <Ask title={words.invite} does={words.inviteDoes} close={close} off={!email.trim() || !name.trim() || chosen.length === 0 || (works(chosen) && work.tiers.length === 0)} submit={submit}>
      <Field label={words.name} required>
        <Input value={name} onChange={(_, data) => setName(data.value)} autoFocus maxLength={100} />
      </Field>
      <Field label={texts.signIn.email} required>
        <Input type="email" value={email} onChange={(_, data) => setEmail(data.value)} maxLength={254} />
      </Field>
      <Roles chosen={chosen} set={setChosen} />
      {works(chosen) && <ProfileFields work={work} set={setWork} />}
    </Ask>
  );
}

export function EditAccount({ account, close }: { account: Account; close: () => void }) {
  const desk = useDesk();
  const [name, setName] = useState(account.name);
  const [chosen, setChosen] = useState<Role[]>(account.roles);
  const submit = async () => {
    const answer = await admin.change(account.id, { name: name.trim(), roles: chosen });
    if (!answer.ok) desk.tellProblem(answer.problem);
    return answer.ok;
  };
  return (
    <Ask title={words.editTitle(account.email)} does={words.save} close={close} off={!name.trim() || chosen.length === 0} submit={submit}>
      <Field label={words.name} required>
        <Input value={name} onChange={(_, data) => setName(data.value)} maxLength={100} />
      </Field>
      <Roles chosen={chosen} set={setChosen} />
    </Ask>
  );
}

export function EditProfile({ account, close }: { account: Account; close: () => void }) {
  const desk = useDesk();
  const agent = useDeskState((s) => s.agents.get(account.id));
  const policy = useDeskState((s) => s.policy);
  const [work, setWork] = useState<Work>(
    agent
      ? { tiers: agent.tiers, languages: agent.languages, skills: agent.skills.map(({ skill, level }) => ({ skill, level })), chats: agent.chats === null ? '' : String(agent.chats) }
      : { tiers: [1], languages: policy?.languages.slice(0, 1) ?? ['en'], skills: [], chats: '' },
  );
  const submit = async () => {
    const kept = agent?.shifts ? { shifts: agent.shifts } : {};
    const answer = await staff.enrol(account.id, { ...profileOf(account.name, account.email, work), tickets: agent?.tickets ?? null, ...kept });
    if (answer.ok) desk.takeAgent(answer.value);
    else desk.tellProblem(answer.problem);
    return answer.ok;
  };
  return (
    <Ask title={words.profileOf(account.name)} does={agent ? words.save : words.enrol} close={close} off={work.tiers.length === 0 || work.languages.length === 0} submit={submit}>
      <ProfileFields work={work} set={setWork} />
    </Ask>
  );
}

/** A secret that is told once. */
export function Link({ title, text, secret, close }: { title: string; text: string; secret: string; close: () => void }) {
  const [copied, setCopied] = useState(false);
  return (
    <Show title={title} close={close}>
      <p>{text}</p>
      <div className="told-once">
        <Input readOnly value={secret} aria-label={title} onFocus={(event) => event.target.select()} />
        <Button appearance="primary" onClick={() => void navigator.clipboard.writeText(secret).then(() => setCopied(true))}>
          {copied ? words.copied : words.copy}
        </Button>
      </div>
    </Show>
  );
}

export function ConfirmRemoval({ title, text, does, close }: { title: string; text: string; does: () => Promise<boolean>; close: () => void }) {
  return (
    <Ask title={title} does={words.remove} close={close} danger submit={does}>
      <p>{text}</p>
    </Ask>
  );
}

export function NewKey({ close, ask }: { close: () => void; ask: (asked: AccountAsked) => void }) {
  const desk = useDesk();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string[]>(['handoffs']);
  const [days, setDays] = useState('365');
  const submit = async () => {
    const answer = await admin.createKey(name.trim(), chosen, days === '' ? null : Number(days));
    if (!answer.ok) return desk.tellProblem(answer.problem), false;
    setTimeout(() => ask({ kind: 'secret', name: answer.value.key.name, secret: answer.value.secret }));
    return true;
  };
  return (
    <Ask title={words.newKey} does={words.create} close={close} off={!name.trim() || chosen.length === 0} submit={submit}>
      <Field label={words.keyName} required>
        <Input value={name} onChange={(_, data) => setName(data.value)} autoFocus maxLength={100} />
      </Field>
      <fieldset>
        <legend>{words.scopesLabel}</legend>
        {scopes.map((scope) => (
          <Checkbox key={scope} checked={chosen.includes(scope)} label={words.scopes[scope] ?? scope} onChange={(_, data) => setChosen(data.checked === true ? [...chosen, scope] : chosen.filter((one) => one !== scope))} />
        ))}
      </fieldset>
      <Field label={words.days} hint={words.daysHint}>
        <Input type="number" min={1} max={3660} value={days} onChange={(_, data) => setDays(data.value)} />
      </Field>
    </Ask>
  );
}
