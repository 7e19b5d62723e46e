version 1.2

import "tools.wdl"
