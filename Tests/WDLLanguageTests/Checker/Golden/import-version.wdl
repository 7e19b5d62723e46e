version 1.3

import "lib/newer.wdl"
import "lib/tools.wdl"
import "lib/draft.wdl"
