version 1.3

enum E[Int] {
  A = 1
  B = 2,
  task
}
