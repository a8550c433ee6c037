import { describe, expect, test } from '@jest/globals';
import { isContainer, isForeground } from './surroundings.js';

const nowhere = () => false;

describe('where the daemon was started', () => {
  test.each([
    ['Docker', {}, '/.dockerenv'],
    ['Podman', {}, '/run/.containerenv'],
    ['Kubernetes', { KUBERNETES_SERVICE_HOST: '10.0.0.1' }, undefined],
    ['LXC', { container: 'lxc' }, undefined],
  ])('%s is a container', (_name, environment, mark) => {
    expect(isContainer(environment, (path) => path === mark)).toBe(true);
  });

  test('a machine is none', () => {
    expect(isContainer({ container: '' }, nowhere)).toBe(false);
  });

  test('a job in the background of its shell does not have the terminal', () => {
    const stat = (group: number, owner: number) =>
      `812 (node (a) b) S 800 ${group} 800 34816 ${owner} 4194304 0`;
    expect(isForeground(stat(812, 812))).toBe(true);
    expect(isForeground(stat(812, 800))).toBe(false);
    // No terminal at all: there is nothing to be stopped by.
    expect(isForeground(stat(812, -1))).toBe(true);
    expect(isForeground(undefined)).toBe(true);
  });
});
