import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A part of the bench in a process of its own: it answers one message and ends. */
export async function runChild<Task extends object, Answer>(file: string, task: Task): Promise<Answer> {
  const child = startChild(file);
  try {
    return await ask<Answer>(child, task);
  } finally {
    child.kill();
  }
}

export function startChild(file: string): ChildProcess {
  return fork(fileURLToPath(new URL(`../${file}`, import.meta.url)), { serialization: 'advanced', stdio: 'inherit' });
}

export async function ask<Answer>(child: ChildProcess, task: object): Promise<Answer> {
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`a process of the bench ended with ${code}`);
  });
  const answer = once(child, 'message').then(([message]) => message as Answer);
  child.send(task);
  return Promise.race([answer, gone]);
}

/** The child's side: one task, one answer. */
export function answerTask<Task, Answer>(work: (task: Task) => Promise<Answer>): void {
  process.once('message', (task) => {
    void work(task as Task).then((answer) => process.send?.(answer));
  });
}
