import { Command } from 'commander';
import { withExamples } from '../options.js';
import { contactsForgetCommand } from './contacts-forget.js';
import { contactsImportCommand } from './contacts-import.js';
import { contactsRefuseCommand } from './contacts-refuse.js';
import { contactsShowCommand } from './contacts-show.js';

export function contactsCommand(): Command {
  const contacts = new Command('contacts')
    .description('people, and what they agreed to')
    .addCommand(contactsImportCommand())
    .addCommand(contactsShowCommand())
    .addCommand(contactsRefuseCommand())
    .addCommand(contactsForgetCommand());
  return withExamples(contacts, [
    ['postaci contacts import people.csv --source "fair 2026"', 'who agreed elsewhere'],
    ['postaci contacts show @ada', 'what is known of a person'],
  ]);
}
