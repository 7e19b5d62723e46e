version 1.1

struct A {
  Int size
  Int size
}
