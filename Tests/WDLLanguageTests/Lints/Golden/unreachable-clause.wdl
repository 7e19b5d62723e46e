version 1.3

workflow w {
  input {
    Boolean b
  }
  if (false) {
    Int never = 1
  }
  if (b && !true) {
    Int not_ever = 1
  } else if (b) {
    Int sometimes = 1
  } else if (true || b) {
    Int mostly = 1
  } else if (b) {
    Int too_late = 1
  } else {
    Int last = 1
  }
  output {
    Array[Int?] all = [never, not_ever, sometimes, mostly, too_late, last]
  }
}
