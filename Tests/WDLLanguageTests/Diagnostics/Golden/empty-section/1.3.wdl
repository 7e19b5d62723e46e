version 1.3

struct Nothing {
}

workflow example {
  input {
    Boolean wanted
  }
  scatter (i in [1, 2]) {
  }
  if (wanted) {
  } else {
  }
}
