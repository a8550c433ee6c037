import { Command } from 'commander';
import { contactsForgetCommand } from './contacts-forget.js';
import { contactsImportCommand } from './contacts-import.js';
import { contactsRefuseCommand } from './contacts-refuse.js';
import { contactsShowCommand } from './contacts-show.js';

export function contactsCommand(): Command {
  return new Command('contacts')
    .description('people, and what they agreed to')
    .addCommand(contactsImportCommand())
    .addCommand(contactsShowCommand())
    .addCommand(contactsRefuseCommand())
    .addCommand(contactsForgetCommand());
}
