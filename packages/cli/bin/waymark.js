#!/usr/bin/env node
// The `waymark` command as npm links it: there from the first install on, when nothing is built yet.
import "../dist/waymark.js";
