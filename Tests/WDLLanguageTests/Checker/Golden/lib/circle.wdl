version 1.1

import "../circular-import.wdl" as back

task t {
  command <<<>>>
}
