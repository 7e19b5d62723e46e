version 1.3

workflow example {
  input {
    Boolean wanted
  }
  if (wanted || true) {
    Int a = 1
  } else if (wanted) {
    Int b = 2
  } else {
    Int c = 3
  }
  output {
    Int size = if false then 1 else 2
    Array[Int?] all = [a, b, c]
  }
}
