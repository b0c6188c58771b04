'use strict';
// A package of the old kind: its `module` leads to the loader itself.
module.exports = { Module: module.constructor, require };
