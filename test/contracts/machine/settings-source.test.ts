import { join } from 'node:path';
import { SettingsFileSource } from '../../../lib/machine/settings/settings-file';
import { FakeSettingsSource } from '../../fakes/fake-settings-source';
import { write } from '../../machine/git/git-fixture';
import { tempFolders } from '../../machine/temp-folder';
import { describeSettingsSourceContract } from './settings-source.contract';

const newFolder = tempFolders();

describeSettingsSourceContract('the fake', (text) => new FakeSettingsSource(text));
describeSettingsSourceContract('the computer', (text) => {
  const from = newFolder();
  write(from, text === undefined ? {} : { 'preview-stacks.config.json': text });
  return new SettingsFileSource({ from, environment: { XDG_CACHE_HOME: join(from, '.cache') } });
});
