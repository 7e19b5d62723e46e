version 1.3

workflow w {
  call t {
    a = 1,
    b = 2
  call u
  Int c = 1
}
