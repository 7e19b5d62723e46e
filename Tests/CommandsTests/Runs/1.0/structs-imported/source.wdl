version 1.0

import "types.wdl" as types alias Point as Place

workflow w {
  input { Place p = object { x: 1, y: 2 } }
  call types.shift { input: point = p }
  output {
    Place o = shift.moved
    Int x = shift.moved.x
  }
}
