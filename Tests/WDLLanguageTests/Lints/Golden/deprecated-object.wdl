version 1.1

struct S {
  Object inner
}

workflow w {
  input {
    Array[Object] given
  }
  output {
    Object first = given[0]
    S s = object { inner: object { n: 1 } }
  }
}
