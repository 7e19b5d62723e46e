version 1.1

# The cases that end well, in one run.
import "continue_on_return_code.wdl" as continues
import "docker_hash_dockerhub.wdl" as hub
import "exit.wdl" as exits
import "globbingbehavior.wdl" as globs
import "return_codes.wdl" as codes
import "scatter.wdl" as scatters
import "space.wdl" as spaces
import "valid_return_codes_and_continue_on_return_code.wdl" as both

workflow all {
  call continues.continue_on_return_code as c
  call hub.docker_hash_dockerhub as h
  call exits.exit_with_status as e
  call globs.globbingbehavior as g
  call codes.return_codes as r
  call scatters.scattered as x
  call spaces.space as p
  call both.valid_return_codes_and_continue_on_return_code as v

  output {
    Array[String] continue_on_return_code = c.lines
    Array[String] docker_hash_dockerhub = h.said
    Boolean exit = e.done
    Array[String] globbingbehavior = g.texts
    Int empty_glob = g.none
    Boolean return_codes = r.done
    Array[Int] scatter_letters = x.letters
    Int scatter_sum = x.sum
    Array[String] space = p.lines
    String space_here = p.direct
    Boolean valid_return_codes_and_continue_on_return_code = v.done
  }
}
