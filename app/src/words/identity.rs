//! Texts for signing in and accounts.

use shop::identity::service::SignInRefusal;

pub struct Identity {
    pub sign_in: &'static str,
    pub email: &'static str,
    pub password: &'static str,
    pub demo_accounts: &'static str,
    pub refusal: fn(SignInRefusal) -> &'static str,
}

pub const VIETNAMESE: Identity = Identity {
    sign_in: "Đăng nhập",
    email: "Thư điện tử",
    password: "Mật khẩu",
    demo_accounts: "Tài khoản mẫu",
    refusal: |refusal| match refusal {
        SignInRefusal::Wrong => "Thư điện tử hoặc mật khẩu chưa đúng.",
        SignInRefusal::TooMany => "Đã thử quá nhiều lần. Xin đợi vài phút rồi thử lại.",
    },
};

pub const ENGLISH: Identity = Identity {
    sign_in: "Sign in",
    email: "E-mail",
    password: "Password",
    demo_accounts: "Demo accounts",
    refusal: |refusal| match refusal {
        SignInRefusal::Wrong => "E-mail or password is not right.",
        SignInRefusal::TooMany => "Too many attempts. Please wait a few minutes and try again.",
    },
};
