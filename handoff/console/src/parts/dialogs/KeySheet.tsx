import type { Command } from '../../keys/commands';
import { keyCaps } from '../../keys/commands';
import { texts } from '../../texts';
import { Show } from '../Dialogs';

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

export function Keys({ keys }: { keys: string }) {
  return (
    <span className="keys">
      {keyCaps(keys, isMac).map((cap, index) => (
        <kbd key={index}>{cap}</kbd>
      ))}
    </span>
  );
}

export function KeySheet({ commands, close }: { commands: Command[]; close: () => void }) {
  const groups = [...new Set(commands.map((one) => one.group))];
  return (
    <Show title={texts.keySheet.title} close={close} wide>
      <div className="key-sheet">
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {commands
                .filter((one) => one.group === group && one.keys)
                .map((one) => (
                  <div key={one.id}>
                    <dt>
                      <Keys keys={one.keys} />
                    </dt>
                    <dd>{one.title}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>{texts.keySheet.writing}</h3>
          <dl>
            {texts.keySheet.inTheBox.map(([keys, does]) => (
              <div key={keys}>
                <dt>
                  <kbd>{keys}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Show>
  );
}
