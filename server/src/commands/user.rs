use std::sync::Arc;

use clap::{Args, Subcommand, ValueEnum};
use shop::{
    checkout::find_place::{PlaceRefusal, TypedPlace},
    identity::{email::Email, phone::Phone},
    text::tidy_line,
};

use super::{CommandError, migrated, tell};
use crate::{
    checkout::places::places,
    clock::SystemClock,
    fault::Halt,
    identity::newcomer::{
        self, CooperativeChoice, NewProducer, NewVillage, Newcomer, ProducerChoice, Role, VillageChoice,
    },
    random::SystemRandomness,
    settings::Settings,
    state::Market,
};

#[derive(Subcommand)]
pub enum User {
    /// Make an account and print a link, good once within 24 hours, to choose its password.
    #[command(after_help = EXAMPLES)]
    Add(Box<Add>),
}

const EXAMPLES: &str = "\
The first people of a market, in this order:
  cho-lang user add you@cho.example --role operator
  cho-lang user add htx@cho.example --role cooperative --new-cooperative 'HTX Thịnh Long'
  cho-lang user add la@cho.example --role producer --new-producer 'Nước mắm Cường Là' --phone 0912345678 \\
      --new-village 'Thịnh Long' --craft 'nước mắm' --craft-en 'fish sauce' --place 'xã Hải Thịnh, tỉnh Ninh Bình'
One more person for a producer that is there:
  cho-lang user add con@cho.example --role producer --producer nuoc-mam-cuong-la";

#[derive(Clone, Copy, ValueEnum)]
enum RoleName {
    Shopper,
    Producer,
    Cooperative,
    Operator,
}

#[derive(Clone, Copy, ValueEnum)]
enum LegalForm {
    Household,
    Company,
    Cooperative,
}

#[derive(Args)]
pub struct Add {
    /// The account's e-mail address.
    #[arg(value_parser = email)]
    email: Email,
    /// What the account may act as.
    #[arg(long)]
    role: RoleName,
    /// The name to greet with [default: the producer's or cooperative's, else the e-mail address].
    #[arg(long, value_parser = line)]
    name: Option<String>,
    #[command(flatten, next_help_heading = "For --role producer")]
    producer: ProducerOptions,
    /// An existing cooperative: the one to act for (--role cooperative), or the one that approves the new producer's
    /// goods [default: the only one].
    #[arg(long, value_name = "SLUG", conflicts_with = "new_cooperative", help_heading = "Cooperative")]
    cooperative: Option<String>,
    /// Make this cooperative and act for it.
    #[arg(long, value_name = "NAME", value_parser = line, help_heading = "Cooperative")]
    new_cooperative: Option<String>,
}

#[derive(Args)]
struct ProducerOptions {
    /// Act for this producer of the market.
    #[arg(long, value_name = "SLUG", conflicts_with = "new_producer")]
    producer: Option<String>,
    /// Make this producer and act for it.
    #[arg(long, value_name = "NAME", value_parser = line, requires = "phone")]
    new_producer: Option<String>,
    /// The new producer's phone.
    #[arg(long, value_parser = phone, requires = "new_producer")]
    phone: Option<Phone>,
    /// Who answers for the new producer [default: its own name].
    #[arg(long, value_name = "NAME", value_parser = line, requires = "new_producer")]
    owner: Option<String>,
    /// Under which law the new producer works.
    #[arg(long, default_value = "household")]
    legal_form: LegalForm,
    /// The new producer's village, one of the market's.
    #[arg(long, value_name = "SLUG", conflicts_with = "new_village", requires = "new_producer")]
    village: Option<String>,
    /// Make this village for the new producer.
    #[arg(long, value_name = "NAME", value_parser = line, requires_all = ["new_producer", "craft", "craft_en", "place"])]
    new_village: Option<String>,
    /// What the new village makes, in Vietnamese.
    #[arg(long, value_name = "TEXT", value_parser = line)]
    craft: Option<String>,
    /// What the new village makes, in English.
    #[arg(long, value_name = "TEXT", value_parser = line)]
    craft_en: Option<String>,
    /// Where the new village lies.
    #[arg(long, value_name = "'COMMUNE, PROVINCE'", value_parser = line)]
    place: Option<String>,
}

fn email(typed: &str) -> Result<Email, String> {
    Email::parse(typed).map_err(|error| error.to_string())
}

fn phone(typed: &str) -> Result<Phone, String> {
    Phone::parse(typed).map_err(|error| error.to_string())
}

fn line(typed: &str) -> Result<String, String> {
    let line = tidy_line(typed);
    if line.is_empty() || line.chars().count() > 200 { Err("must have 1 to 200 characters".into()) } else { Ok(line) }
}

pub async fn user(settings: Settings, command: User) -> Result<(), CommandError> {
    let User::Add(asked) = command;
    let newcomer = asked.read()?;
    let database = migrated(&settings).await?;
    let market = Market::new(settings, database, Arc::new(SystemClock), Arc::new(SystemRandomness));
    let link = newcomer::add(&market, &newcomer).await.map_err(|halt| match halt {
        Halt::Refused(refusal) => CommandError::from(refusal),
        Halt::Fault(fault) => fault.into(),
    })?;
    tell(&format!("{} can choose a password here, once within 24 hours:\n{link}", newcomer.email));
    Ok(())
}

impl Add {
    fn read(self) -> Result<Newcomer, CommandError> {
        let for_producer = self.producer.producer.is_some() || self.producer.new_producer.is_some();
        let for_cooperative = self.cooperative.is_some() || self.new_cooperative.is_some();
        let role = match self.role {
            RoleName::Shopper | RoleName::Operator if for_producer || for_cooperative => {
                return Err("a shopper or operator acts for no producer and no cooperative".into());
            }
            RoleName::Shopper => Role::Shopper,
            RoleName::Operator => Role::Operator,
            RoleName::Producer if self.new_cooperative.is_some() => {
                return Err(
                    "--new-cooperative goes with --role cooperative; a producer joins one with --cooperative".into()
                );
            }
            RoleName::Producer => Role::Producer(self.producer.read(self.cooperative)?),
            RoleName::Cooperative if for_producer => {
                return Err("--role cooperative acts for no producer".into());
            }
            RoleName::Cooperative => Role::Cooperative(match (self.cooperative, self.new_cooperative) {
                (Some(slug), _) => CooperativeChoice::Known(slug),
                (None, Some(name)) => CooperativeChoice::New(name),
                (None, None) => {
                    return Err("--role cooperative needs --cooperative SLUG or --new-cooperative NAME".into());
                }
            }),
        };
        Ok(Newcomer { email: self.email, name: self.name, role })
    }
}

impl ProducerOptions {
    fn read(self, cooperative: Option<String>) -> Result<ProducerChoice, CommandError> {
        if let Some(slug) = self.producer {
            return Ok(ProducerChoice::Known(slug));
        }
        let (Some(name), Some(phone)) = (self.new_producer, self.phone) else {
            return Err("--role producer needs --producer SLUG, or --new-producer NAME with --phone".into());
        };
        let village = match (self.village, self.new_village, self.craft, self.craft_en, self.place) {
            (Some(slug), ..) => VillageChoice::Known(slug),
            (None, Some(name), Some(craft), Some(craft_en), Some(place)) => {
                VillageChoice::New(village(name, craft, craft_en, &place)?)
            }
            _ => return Err("a new producer needs --village SLUG or --new-village NAME".into()),
        };
        let legal_form = match self.legal_form {
            LegalForm::Household => "household",
            LegalForm::Company => "company",
            LegalForm::Cooperative => "cooperative",
        };
        let owner = self.owner;
        let new = NewProducer { name, owner, legal_form: legal_form.into(), phone, village, cooperative };
        Ok(ProducerChoice::New(Box::new(new)))
    }
}

fn village(name: String, craft: String, craft_en: String, place: &str) -> Result<NewVillage, CommandError> {
    let (commune, province) =
        place.rsplit_once(',').ok_or("--place needs commune and province with a comma between")?;
    let found =
        places().find(TypedPlace { province, commune, chosen: None }).map_err(|refusal| unknown_place(&refusal))?;
    Ok(NewVillage {
        name,
        craft,
        craft_en,
        place: found.place.to_string(),
        province_code: found.place.province.code,
        commune_code: found.place.commune.code,
    })
}

fn unknown_place(refusal: &PlaceRefusal) -> CommandError {
    let candidates: Vec<String> = refusal.candidates().iter().map(ToString::to_string).collect();
    if candidates.is_empty() {
        return "--place: there is no such commune and province".into();
    }
    format!("--place: which one is meant: {}?", candidates.join("; ")).into()
}
