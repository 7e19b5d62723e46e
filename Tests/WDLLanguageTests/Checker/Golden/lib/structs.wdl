version 1.1

struct Reads {
  File first
  Int count
}
