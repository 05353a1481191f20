import type { SlackControlSettings } from '../ci-settings';
import { type Fields, listOf, record } from './rule';
import { text } from './scalar';

/** Slack documents no length; ids have had 9 to 11 characters. */
const id = (what: string, first: string, such: string) =>
  text(`the id of ${what} in Slack`, `Copy it from Slack, such as '${such}'. Names cannot stand for it.`, (value) =>
    new RegExp(`^[${first}][A-Z0-9]{2,30}$`).test(value),
  );
const people = listOf(id('a person', 'UW', 'U012AB3CD'));

const fields: Fields<SlackControlSettings> = {
  team: id('a workspace', 'TE', 'T012AB3CD'),
  users: people,
  group: id('a user group', 'S', 'S012AB3CD'),
  admins: people,
  // Slack: a slash and 31 characters at most, no capitals.
  slashCommand: text(
    'a slash command',
    "Write '/' and 1 to 31 lower-case letters, digits, hyphens and underscores, such as '/preview'.",
    (value) => /^\/[a-z0-9][a-z0-9_-]{0,30}$/.test(value),
  ),
};

/** Who may ask in Slack. */
export const slackRule = record(fields, {
  required: { team: "Write the id of the workspace, such as 'T012AB3CD': `bot` answers in no other." },
});
