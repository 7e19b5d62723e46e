version 1.1

import "../1.1.wdl" as first
