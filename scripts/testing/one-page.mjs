// The least web process that the supervisor can run: one page, answered at once.
import { createServer } from 'node:http';

createServer((_, answer) => answer.end('one page')).listen(Number(process.env.PORT), process.env.HOST);
