import { parentPort } from 'node:worker_threads'
import { decide, type Inputs } from './decide.ts'

/* The matching of a whole country takes seconds: it is done beside the thread that answers requests. */

parentPort!.on('message', (inputs: Inputs) => parentPort!.postMessage(decide(inputs)))
