'use strict';
require('node:worker_threads').parentPort.postMessage('a thread of a file');
