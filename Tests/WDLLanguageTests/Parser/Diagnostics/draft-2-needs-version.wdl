struct S {
  Int a
}

task t {
  input {
    Int a
  }
  command <<< >>>
}
