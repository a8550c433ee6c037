import { Command } from 'commander';
import type { TargetReport } from '../../core/target-report.js';
import { envFileOption, jsonOption, withExamples } from '../options.js';
import { withControl } from '../with-control.js';

export function groupsCommand(): Command {
  const check = new Command('check')
    .description('what the account may do in each configured group, before anything is sent')
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (options: { json?: boolean }, command: Command) => {
      const reports = await withControl(command, (control) => control.checkGroups());
      const text = options.json ? JSON.stringify(reports) : reportLines(reports).join('\n');
      process.stdout.write(`${text}\n`);
      if (reports.some((report) => !report.reachable)) process.exitCode = 8;
    });
  const groups = new Command('groups')
    .description('the groups that the account posts to')
    .addCommand(
      withExamples(check, [
        ['postaci groups check', 'each of GROUP_LINKS, before anything is sent'],
      ]),
    );
  return withExamples(groups, [['postaci groups check', 'may it be written there?']]);
}

function reportLines(reports: readonly TargetReport[]): string[] {
  return reports.flatMap((report) => [
    `${report.reachable ? '✓' : '✗'} ${report.written}${report.peer ? `  ${report.peer.title} (${report.peer.kind} ${report.peer.id})` : ''}`,
    ...report.problems.map(
      (problem) => `    ${problem.level}: ${problem.problem}\n      → ${problem.remedy}`,
    ),
  ]);
}
