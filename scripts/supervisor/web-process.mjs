// Runs a module as the web process, and ends with the supervisor even if that one is killed.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
const [, , file = '', ...args] = process.argv;
process.argv = [process.argv[0] ?? 'node', path.resolve(file), ...args];
await import(pathToFileURL(path.resolve(file)).href);
